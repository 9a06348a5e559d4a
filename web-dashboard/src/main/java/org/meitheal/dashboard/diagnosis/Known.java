package org.meitheal.dashboard.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.meitheal.dashboard.pulse.Outcome;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.FleetNews;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.protocol.scheduler.ExclusionView;
import org.meitheal.protocol.scheduler.ObjectiveView;

/**
 * What diagnoses are made of.
 *
 * @param earlier medians of links before the last minutes, as far as they are known
 * @param outcomes of the last minutes
 * @param queues of records, as far as they are known
 * @param objectives the worst budget first
 */
public record Known(
    Instant now,
    Map<String, DeviceView> devices,
    Map<FleetNews.Link, LinkView> links,
    Map<FleetNews.Link, Earlier> earlier,
    List<Outcome> outcomes,
    List<ExclusionView> exclusions,
    List<Queue> queues,
    List<ObjectiveView> objectives) {
  public Known {
    devices = Map.copyOf(devices);
    links = Map.copyOf(links);
    earlier = Map.copyOf(earlier);
    outcomes = List.copyOf(outcomes);
    exclusions = List.copyOf(exclusions);
    queues = List.copyOf(queues);
    objectives = List.copyOf(objectives);
  }

  /**
   * A link as it was.
   *
   * @param roundTripMs the median of its medians
   * @param samples how many those were
   */
  public record Earlier(double roundTripMs, int samples) {}

  /**
   * Records that wait to be written.
   *
   * @param service that has it
   * @param lately how many of them were dropped in the last ten minutes
   * @param dropped since the service began
   * @param failing whether writing fails now
   */
  public record Queue(
      String service, String name, long waiting, long lately, long dropped, boolean failing) {}
}
