package org.meitheal.lab.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs, and where.
 *
 * @param readyAfterMs since the start; none until it is ready
 */
public record LabStatus(
    long pid,
    boolean emulated,
    @Nullable Long readyAfterMs,
    int gatewayPort,
    int registryPort,
    int schedulerPort,
    int dashboardPort,
    List<ProcessStatus> processes,
    List<MediumStatus> media) {
  /**
   * A process of the lab.
   *
   * @param note what there is to know of it, such as how many times slower it is made
   */
  public record ProcessStatus(String name, long pid, boolean alive, String address, String note) {}

  /** A shared medium: all transfers over it slow each other down. */
  public record MediumStatus(String name, String bandwidth) {}

  public LabStatus {
    processes = List.copyOf(processes);
    media = List.copyOf(media);
  }
}
