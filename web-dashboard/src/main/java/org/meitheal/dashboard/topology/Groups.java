package org.meitheal.dashboard.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.meitheal.dashboard.topology.End.Kind;
import org.meitheal.dashboard.topology.End.Member;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.FleetNews;

/** The fleet by tier and cell, and the sites that measure links to it. */
record Groups(List<End> all) {
  private static final String SITE = "site/";
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  static Groups of(FleetNews news) {
    SortedMap<String, End> groups = new TreeMap<>();
    news.devices().values().stream()
        .sorted(Comparator.comparing(DeviceView::id))
        .forEach(device -> add(groups, device));
    news.links().keySet().stream()
        .map(FleetNews.Link::from)
        .filter(node -> node.startsWith(SITE))
        .distinct()
        .sorted()
        .forEach(site ->
            groups.put(
                site, new End(site, site, site, Kind.SITE, List.of(new Member(site, "good")))));
    return new Groups(
        groups.values().stream()
            .sorted(Comparator.comparing(End::kind).thenComparing(Groups::inOrder))
            .toList());
  }

  private static void add(SortedMap<String, End> groups, DeviceView device) {
    Kind kind =
        switch (device.tier()) {
          case DEVICE -> Kind.DEVICE;
          case EDGE -> Kind.EDGE;
          case CLOUD -> Kind.CLOUD;
        };
    String key = kind.name().toLowerCase(Locale.ROOT) + "/" + device.cell();
    End group =
        groups.computeIfAbsent(key, k -> new End(k, k, device.cell(), kind, new ArrayList<>()));
    group.members().add(new Member(device.id(), Member.health(device.liveness())));
  }

  /** Numbers by their value: {@code hall-2} before {@code hall-10}. */
  private static String inOrder(End group) {
    return NUMBER
        .matcher(group.key())
        .replaceAll(
            number -> "0".repeat(Math.max(0, 9 - number.group().length())) + number.group());
  }

  long nodes() {
    return all.stream().mapToLong(group -> group.members().size()).sum();
  }

  Optional<End> find(String key) {
    return all.stream().filter(group -> group.key().equals(key)).findFirst();
  }

  /** Every node by itself. */
  List<End> apart() {
    return all.stream().flatMap(group -> group.apart().stream()).toList();
  }
}
