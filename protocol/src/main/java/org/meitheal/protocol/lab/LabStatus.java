package org.meitheal.protocol.lab;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs, and where.
 *
 * @param readyAfterMs since the start; none until it is ready
 * @param load the one that is being sent, or the last; none before the first
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
    List<MediumStatus> media,
    LoadChoices loadChoices,
    @Nullable LoadStatus load) {
  /**
   * A process of the lab.
   *
   * @param kind a worker's tier ({@code device}, {@code edge}, {@code cloud}), {@code service} or
   *     {@code database}
   * @param frozen whether it is stopped as a whole, and does nothing
   * @param note what there is to know of it, such as how many times slower it is made
   */
  public record ProcessStatus(
      String name,
      String kind,
      long pid,
      boolean alive,
      boolean frozen,
      String address,
      String note) {
    public boolean worker() {
      return switch (kind) {
        case "device", "edge", "cloud" -> true;
        default -> false;
      };
    }
  }

  /** A shared medium: all transfers over it slow each other down. */
  public record MediumStatus(String name, String bandwidth) {}

  public LabStatus {
    processes = List.copyOf(processes);
    media = List.copyOf(media);
  }
}
