package org.meitheal.core.partition;

import java.util.List;

/**
 * What one part does in one stage.
 *
 * @param stage its number
 * @param input what it needs at the stage's first boundary; empty if it has nothing to do
 * @param kept what of that it holds itself
 * @param receives what of that others send it, the lead's input included
 * @param sends what it sends others at that boundary, as soon as it holds it
 * @param crops the runs, in order
 */
public record Step(
    int stage,
    Box input,
    Box kept,
    List<Transfer> receives,
    List<Transfer> sends,
    List<Crop> crops) {
  public Step {
    receives = List.copyOf(receives);
    sends = List.copyOf(sends);
    crops = List.copyOf(crops);
  }

  public boolean isIdle() {
    return crops.isEmpty();
  }
}
