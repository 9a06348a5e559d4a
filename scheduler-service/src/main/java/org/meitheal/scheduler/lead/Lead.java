package org.meitheal.scheduler.lead;

import java.net.URI;
import org.meitheal.core.fleet.DeviceId;

/** The worker that carries a plan out. */
public record Lead(DeviceId device, URI url, long epoch) {}
