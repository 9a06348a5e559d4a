package org.meitheal.worker.part;

import org.meitheal.worker.model.Logits;

/**
 * How a divided execution went, seen from its lead.
 *
 * @param own the lead's own part
 * @param joinWaitMs for the others' results, after its own was there
 * @param restMs of the rest of the model, where the lead runs it alone, on its lane; 0 where each
 *     part runs it on its own piece
 */
public record LeadOutcome(PartOutcome own, Logits logits, double joinWaitMs, double restMs) {}
