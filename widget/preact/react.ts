import { options } from "preact";

/**
 * What the widgets use of React, by Preact alone: the build puts it into React's place. `preact/compat` would copy the
 * properties of each element, for whatever else there is in React.
 */
export { createContext, Fragment } from "preact";
export { useContext, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";

// React's events have the browser's in them, and Preact's are the browser's.
options.event = (event) => Object.assign(event, { nativeEvent: event });
