package org.meitheal.scheduler.planning;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.placement.Objective;
import org.meitheal.core.placement.Placement;

/**
 * What a request asks of its execution.
 *
 * @param priority 1 is highest, 0 the default
 * @param source the device that the request belongs to
 * @param maxDevices that may take part
 * @param targetNamed whether the request itself named its target reliability
 * @param pipeline that the request is a step of
 * @param forced the only placement that may be chosen
 */
public record Terms(
    Duration deadline,
    int priority,
    @Nullable DeviceId source,
    Objective objective,
    double targetReliability,
    @Nullable Placement forced,
    int maxDevices,
    boolean targetNamed,
    @Nullable String pipeline) {}
