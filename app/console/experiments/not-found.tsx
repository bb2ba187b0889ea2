import { MessagePage } from "../../components/message-page.tsx";

export default function ReportNotFound() {
  return (
    <MessagePage title="There is no such report">
      <p>The experiment, or the phase of it, is not known here. Simulated phases go when they are taken away.</p>
      <a href="/console" className="button">
        To the console
      </a>
    </MessagePage>
  );
}
