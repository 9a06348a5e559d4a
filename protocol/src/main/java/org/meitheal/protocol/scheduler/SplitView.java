package org.meitheal.protocol.scheduler;

import java.util.List;
import org.meitheal.protocol.execution.Division;

/**
 * How a candidate would be divided. Fields as in {@code core}'s Split.
 *
 * @param devices by part, the lead first
 * @param spares by part: who would run it again; the lead, where it would do so itself
 * @param stages who computes which box of which segments' output
 */
public record SplitView(
    List<String> devices,
    List<String> spares,
    List<Double> laneMs,
    List<Division.DividedStage> stages,
    long sentBytes,
    double haloMultiplyAdds,
    double idealSpeedup) {}
