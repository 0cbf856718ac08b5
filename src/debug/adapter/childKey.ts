/** The key in a child's configuration by which it is known again; never by its name or order. */
export const childKey = "backcompatChild";
