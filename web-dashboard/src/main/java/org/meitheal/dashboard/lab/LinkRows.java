package org.meitheal.dashboard.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.LinkStatus;

/** Links as they are: those between machines of the same kinds that are alike in one row. */
public final class LinkRows {
  private static final List<String> KINDS = List.of("device", "edge", "cloud", "site");
  private static final int NAMED = 3;

  private LinkRows() {}

  /**
   * Links that are alike.
   *
   * @param between kinds, or nodes where not all of those kinds are alike
   */
  public record Row(
      String between,
      int directions,
      String roundTrip,
      String jitter,
      String bandwidth,
      String loss,
      boolean cut,
      String shared) {
    static Row of(String between, int directions, LinkStatus one) {
      return new Row(
          between,
          directions,
          Scale.ROUND_TRIP.text(one.roundTripMs()),
          Scale.JITTER.text(one.jitterMs()),
          Bandwidths.shown(one.bandwidth()),
          Scale.LOSS.text(one.loss() * 100),
          one.cut(),
          String.join(", ", one.shared()));
    }
  }

  private record Kinds(String one, String other) {
    String text() {
      return one.equals(other) ? "among " + plural(one) : plural(one) + " ↔ " + plural(other);
    }

    private static String plural(String kind) {
      return kind.equals("device") ? "devices" : kind;
    }
  }

  private record Likeness(
      Kinds kinds,
      double roundTripMs,
      double jitterMs,
      String bandwidth,
      double loss,
      boolean cut) {}

  /** Each direction by itself. */
  static List<Row> each(List<LinkStatus> links) {
    return links.stream().map(link -> Row.of(link.from() + " → " + link.to(), 1, link)).toList();
  }

  static List<Row> grouped(LabStatus status, List<LinkStatus> links) {
    Map<String, String> kindOf = new HashMap<>();
    status.processes().forEach(process -> kindOf.put(process.name(), process.kind()));
    Map<Kinds, Integer> all = new HashMap<>();
    Map<Likeness, List<LinkStatus>> alike = new LinkedHashMap<>();
    for (LinkStatus link : links) {
      Kinds kinds = kinds(kind(kindOf, link.from()), kind(kindOf, link.to()));
      all.merge(kinds, 1, Integer::sum);
      alike.computeIfAbsent(likeness(kinds, link), _ -> new ArrayList<>()).add(link);
    }
    return alike.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> order(each.getKey().kinds())))
        .map(each -> row(each.getKey().kinds(), each.getValue(), all))
        .toList();
  }

  private static Row row(Kinds kinds, List<LinkStatus> links, Map<Kinds, Integer> all) {
    boolean whole = links.size() == all.getOrDefault(kinds, 0);
    return Row.of(whole ? kinds.text() : named(links), links.size(), links.getFirst());
  }

  private static String named(List<LinkStatus> links) {
    String first =
        links.stream()
            .limit(NAMED)
            .map(link -> link.from() + " → " + link.to())
            .collect(Collectors.joining(", "));
    return links.size() <= NAMED ? first : first + " and %d more".formatted(links.size() - NAMED);
  }

  private static Likeness likeness(Kinds kinds, LinkStatus link) {
    return new Likeness(
        kinds, link.roundTripMs(), link.jitterMs(), link.bandwidth(), link.loss(), link.cut());
  }

  /** A worker that has not been started yet is of no kind. */
  private static String kind(Map<String, String> kindOf, String node) {
    return node.startsWith("site/") ? "site" : kindOf.getOrDefault(node, "node");
  }

  private static Kinds kinds(String one, String other) {
    return KINDS.indexOf(one) <= KINDS.indexOf(other)
        ? new Kinds(one, other)
        : new Kinds(other, one);
  }

  private static int order(Kinds kinds) {
    return KINDS.indexOf(kinds.one()) * KINDS.size() + KINDS.indexOf(kinds.other());
  }
}
