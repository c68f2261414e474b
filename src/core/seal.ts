/** A text as the database keeps it: sealed under the key of that name; null: as it is, from before answers were sealed. */
export type Sealed = { text: string; sealedWith: string | null }

/** What seals people's words before they are kept, and opens them again. `place` names the row: a text opens in its own place only. */
export type Seals = {
  /** Why nothing can be sealed, for the operator; null where all is well. */
  problem: string | null
  /** The names of the keys at hand, the newest first. */
  keys: readonly string[]
  /** @throws Refusal where there is no key to seal with */
  seal(place: string, text: string): Sealed
  /** The text; null where it cannot be opened: its key is not at hand, or the row was damaged. */
  open(place: string, sealed: Sealed): string | null
}
