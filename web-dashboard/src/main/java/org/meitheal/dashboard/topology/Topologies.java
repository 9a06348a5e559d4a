package org.meitheal.dashboard.topology;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.dashboard.topology.End.Kind;
import org.meitheal.protocol.registry.FleetNews;
import org.meitheal.protocol.registry.RegistryFollower;
import org.springframework.stereotype.Service;

/** Puts the page together from what is known now. */
@Service
class Topologies {
  /** Up to so many nodes, each is drawn by itself; beyond, cells are folded. */
  private static final int FEW_NODES = 16;

  private static final int MOST_NODES = 60;
  private static final int MOST_ROWS = 500;
  private static final Duration FRESH = Duration.ofMillis(2500);

  private final RegistryFollower registry;
  private final InstantSource clock;

  Topologies(RegistryFollower registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * @param from key of the group whose members are the rows; none for the whole
   * @param to of the columns
   * @return none where there are no such groups
   */
  @Nullable TopologyView now(@Nullable String from, @Nullable String to) {
    FleetNews news = registry.news();
    Groups groups = Groups.of(news);
    if (from == null) {
      boolean few = groups.nodes() <= FEW_NODES;
      List<End> ends = few ? groups.apart() : groups.all().stream().map(Topologies::plain).toList();
      return view(news, groups, ends, ends, "Topology", few ? List.of() : null);
    }
    End rows = groups.find(from).orElse(null);
    End columns = to == null ? rows : groups.find(to).orElse(null);
    if (rows == null || columns == null) {
      return null;
    }
    String title =
        rows.equals(columns) ? "Within " + rows.label() : rows.label() + " to " + columns.label();
    return view(news, groups, some(rows), some(columns), title, List.of(rows, columns));
  }

  /** A group of one is that one, so that its links have a history. */
  private static End plain(End group) {
    return group.members().size() == 1 ? group.apart().getFirst() : group;
  }

  private static List<End> some(End group) {
    List<End> apart = group.apart();
    return apart.subList(0, Math.min(MOST_NODES, apart.size()));
  }

  /**
   * @param open groups that are drawn open: null for those of one only, empty for all
   */
  private TopologyView view(
      FleetNews news,
      Groups groups,
      List<End> rows,
      List<End> columns,
      String title,
      @Nullable List<End> open) {
    Instant now = clock.instant();
    boolean drilled = open != null && !open.isEmpty();
    Matrix heat = Matrix.of(rows, columns, news, now);
    List<List<String>> figures = figures(groups.all(), news, now);
    MapView map =
        MapView.of(
            groups.all().stream().map(group -> drawn(group, open)).toList(),
            group -> isOpen(group, open),
            figures,
            ends -> Matrix.of(ends, ends, news, now));
    List<Bundle> known = heat.known();
    boolean heard = registry.hasNews();
    return new TopologyView(
        now,
        heard ? Quantities.age(news.age()) + " ago" : Quantities.UNKNOWN,
        heard && registry.isConnected() && news.age().compareTo(FRESH) <= 0,
        title,
        drilled,
        map,
        HeatView.of(heat),
        rows(groups.all(), figures),
        known.size() <= MOST_ROWS ? known : worst(known),
        known.size() <= MOST_ROWS
            ? ""
            : "The worst %d of %d links.".formatted(MOST_ROWS, known.size()),
        note(open));
  }

  private static String note(@Nullable List<End> open) {
    return open != null && open.stream().anyMatch(group -> group.members().size() > MOST_NODES)
        ? "The first %d devices of each cell are shown.".formatted(MOST_NODES)
        : "";
  }

  private static boolean isOpen(End group, @Nullable List<End> open) {
    return group.members().size() == 1
        || (open != null
            && (open.isEmpty() || open.stream().anyMatch(one -> one.key().equals(group.key()))));
  }

  /** An open box has room for so many nodes only. */
  private static End drawn(End group, @Nullable List<End> open) {
    return group.members().size() > MOST_NODES && isOpen(group, open)
        ? new End(
            group.key(),
            group.group(),
            group.label(),
            group.kind(),
            group.members().subList(0, MOST_NODES))
        : group;
  }

  private static List<Bundle> worst(List<Bundle> known) {
    return known.stream()
        .sorted(Comparator.comparingDouble(Bundle::badness).reversed())
        .limit(MOST_ROWS)
        .toList();
  }

  /** Of each group: round trips within it, to the edge and to the cloud. */
  private static List<List<String>> figures(List<End> groups, FleetNews news, Instant now) {
    Matrix within = Matrix.of(groups, groups, news, now);
    Matrix up =
        Matrix.of(groups, List.of(tier(groups, Kind.EDGE), tier(groups, Kind.CLOUD)), news, now);
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      all.add(List.of(figure(within.at(i, i)), figure(up.at(i, 0)), figure(up.at(i, 1))));
    }
    return all;
  }

  private static End tier(List<End> groups, Kind kind) {
    return new End(
        kind.name(),
        kind.name(),
        kind.name(),
        kind,
        groups.stream()
            .filter(group -> group.kind() == kind)
            .flatMap(group -> group.members().stream())
            .toList());
  }

  private static String figure(@Nullable Bundle bundle) {
    if (bundle == null) {
      return Quantities.UNKNOWN;
    }
    return bundle.isCut()
        ? "cut"
        : bundle.milliseconds() + (bundle.cut() > 0 ? ", " + bundle.cut() + " cut" : "");
  }

  private static List<TopologyView.GroupRow> rows(List<End> groups, List<List<String>> figures) {
    List<TopologyView.GroupRow> rows = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      End group = groups.get(i);
      rows.add(
          new TopologyView.GroupRow(
              group,
              group.kind().name().toLowerCase(Locale.ROOT),
              group.members().size(),
              group.count("good"),
              group.count("doubtful"),
              group.count("bad"),
              figures.get(i)));
    }
    return rows;
  }
}
