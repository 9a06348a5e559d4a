package org.meitheal.lab.simulation;

import java.util.List;

/**
 * What goes wrong.
 *
 * @param outages of devices
 * @param leaseMs after which a device that is gone is known to be
 * @param stallShare of transfers that stall, 0 to 1: TCP repairs a loss, at the price of time
 * @param stallMs for so long
 * @param skewMs by which the clock of a device is off, the odd ones' ahead, the others' behind
 */
public record Faults(
    List<Outage> outages, double leaseMs, double stallShare, double stallMs, double skewMs) {
  public static final Faults NONE = new Faults(List.of(), 0, 0, 0, 0);

  /** A device is gone, with all that it had, and comes back with nothing. */
  public record Outage(int device, double fromMs, double toMs) {}

  public Faults {
    outages = List.copyOf(outages);
  }
}
