package org.meitheal.dashboard.device;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.decision.DecisionRow;
import org.meitheal.dashboard.event.EventRow;
import org.meitheal.dashboard.event.ExclusionRow;
import org.meitheal.dashboard.fleet.DeviceCard;
import org.meitheal.dashboard.fleet.LinkRow;
import org.meitheal.dashboard.pulse.Pulse;

/**
 * All that is known of one device, at one moment.
 *
 * @param links from it and to it
 * @param pulse of the requests that it led
 * @param exclusion none while it takes part in divisions
 */
public record DevicePage(
    DeviceCard card,
    String url,
    List<SpeedChart> speeds,
    List<LinkRow> links,
    Pulse pulse,
    List<DecisionRow> decisions,
    List<EventRow> events,
    @Nullable ExclusionRow exclusion) {}
