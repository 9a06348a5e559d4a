package org.meitheal.core.placement;

/** A device and what was predicted of it. */
record Priced(Reach reach, Candidate candidate) {}
