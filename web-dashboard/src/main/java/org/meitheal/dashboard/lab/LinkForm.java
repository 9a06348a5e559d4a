package org.meitheal.dashboard.lab;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.meitheal.protocol.lab.LinkStatus;

/**
 * What can be changed of the chosen links.
 *
 * @param nodes to choose from
 * @param directions how many links it is
 * @param sliders none where no link is chosen
 * @param cut how many of them are cut
 * @param seen changes with what is shown, so that nobody changes what they did not see
 */
public record LinkForm(
    LinkChoice choice,
    List<String> nodes,
    int directions,
    List<Slider> sliders,
    int cut,
    String seen) {
  static LinkForm of(LinkChoice choice, List<LinkStatus> all) {
    List<LinkStatus> links = choice.of(all);
    List<String> nodes = all.stream().map(LinkStatus::from).distinct().toList();
    return new LinkForm(
        choice,
        nodes,
        links.size(),
        links.isEmpty() ? List.of() : sliders(links),
        (int) links.stream().filter(LinkStatus::cut).count(),
        Integer.toHexString(links.hashCode()));
  }

  private static List<Slider> sliders(List<LinkStatus> links) {
    return List.of(
        slider("roundTrip", "Round-trip time", Scale.ROUND_TRIP, links, LinkStatus::roundTripMs),
        slider("jitter", "Jitter", Scale.JITTER, links, LinkStatus::jitterMs),
        slider(
            "bandwidth",
            "Bandwidth of each",
            Scale.BANDWIDTH,
            links,
            link -> Bandwidths.megabits(link.bandwidth())),
        slider("loss", "Packets lost", Scale.LOSS, links, link -> link.loss() * 100));
  }

  private static Slider slider(
      String id,
      String label,
      Scale scale,
      List<LinkStatus> links,
      ToDoubleFunction<LinkStatus> value) {
    return Slider.of(
        id, label, scale, links.stream().map(link -> value.applyAsDouble(link)).toList());
  }

  /** Whether any can be cut. */
  public boolean canCut() {
    return cut < directions;
  }

  public boolean canHeal() {
    return cut > 0;
  }
}
