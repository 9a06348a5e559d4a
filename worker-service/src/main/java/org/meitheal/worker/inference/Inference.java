package org.meitheal.worker.inference;

import org.meitheal.worker.model.Logits;

/**
 * A result and what it took, in nanoseconds; emulated time included.
 *
 * @param queue waiting for a lane
 * @param input making pixels, on the lane
 * @param compute on the lane
 */
public record Inference(Logits logits, long queue, long input, long compute) {}
