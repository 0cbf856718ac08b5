import { makeOwnFolder } from "../processes/ownFolder";
import { meetingPlace } from "../processes/places";
import { problemOf } from "../util/problem";
import type { StateFolder } from "./stateFolder";

/** Ports are the machine's: emulations of other state folders are to know who has which. */
export const reservationFolder = async (state: StateFolder, place = meetingPlace()): Promise<string> => {
  try {
    await makeOwnFolder(place);
    return place;
  } catch (error) {
    // Somebody else was there first: then at least those of one state folder know of each other.
    if (problemOf(error).code === "foreign-folder") return state.locks;
    throw error;
  }
};
