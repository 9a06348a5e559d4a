package org.meitheal.core.split;

import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.link.LinkEstimate;

/** What is expected of the directed link between two devices. */
public record PairLink(DeviceId from, DeviceId to, LinkEstimate estimate) {}
