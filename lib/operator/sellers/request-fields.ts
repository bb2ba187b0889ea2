import { z } from "zod";
import { MAX_SELLER_ID } from "../../ids.ts";

/** Fields that requests about sellers, their keys and their receivers have in common. */

/** A seller by their id. */
export const seller = z.string().trim().min(1).max(MAX_SELLER_ID);
/** A key or a receiver by its id. */
export const keyOrReceiver = z.string().trim().min(1).max(120);
export const why = z.string().trim().min(1).max(200);
export const isDryRun = z.boolean().default(false);
