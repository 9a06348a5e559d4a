package org.meitheal.lab.emulator;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All links of the lab, by sender and receiver. */
public final class LinkTable {
  /** Stands for every node. */
  public static final String ANY = "*";

  private record Pair(String from, String to) {}

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<InetAddress, String> names = new LinkedHashMap<>();
  private final Map<String, Medium> media = new LinkedHashMap<>();
  private final Map<Pair, Link> links = new LinkedHashMap<>();

  /**
   * @param conditions of each pair at the start
   */
  public LinkTable(
      Collection<Node> nodes,
      Collection<Medium> media,
      BiFunction<Node, Node, Conditions> conditions,
      RandomGenerator random) {
    media.forEach(medium -> this.media.put(medium.name(), medium));
    for (Node node : nodes) {
      this.nodes.put(node.name(), node);
      names.put(node.address(), node.name());
    }
    for (Node from : nodes) {
      for (Node to : nodes) {
        if (!from.equals(to)) {
          links.put(
              new Pair(from.name(), to.name()),
              new Link(
                  from.name(),
                  to.name(),
                  conditions.apply(from, to),
                  mediaBetween(from, to),
                  random));
        }
      }
    }
  }

  private List<Medium> mediaBetween(Node from, Node to) {
    Set<String> onTheWay = new LinkedHashSet<>(from.media());
    onTheWay.addAll(to.media());
    return onTheWay.stream().map(this::medium).toList();
  }

  public List<Link> links() {
    return List.copyOf(links.values());
  }

  public List<Medium> media() {
    return List.copyOf(media.values());
  }

  public Medium medium(String name) {
    Medium medium = media.get(name);
    if (medium == null) {
      throw new IllegalArgumentException(
          "no shared medium is called '"
              + name
              + "'; there are "
              + String.join(", ", media.keySet()));
    }
    return medium;
  }

  /** The node that sends from this address; none for a sender outside of the lab. */
  @Nullable String sender(InetAddress address) {
    return names.get(address);
  }

  Link link(String from, String to) {
    Link link = links.get(new Pair(from, to));
    return link == null ? Link.ideal(from, to) : link;
  }

  /**
   * The links from one node, or {@link #ANY}, to another; without {@code oneWay} also those back.
   *
   * @throws IllegalArgumentException if there is no such node
   */
  public List<Link> between(String from, String to, boolean oneWay) {
    requireNode(from);
    requireNode(to);
    List<Link> found = new ArrayList<>(matching(from, to).toList());
    if (!oneWay) {
      matching(to, from).filter(link -> !found.contains(link)).forEach(found::add);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("there is no link from " + from + " to itself");
    }
    return found;
  }

  private Stream<Link> matching(String from, String to) {
    return links.values().stream()
        .filter(link -> from.equals(ANY) || link.from().equals(from))
        .filter(link -> to.equals(ANY) || link.to().equals(to));
  }

  private void requireNode(String name) {
    if (!name.equals(ANY) && !nodes.containsKey(name)) {
      throw new IllegalArgumentException(
          "no node is called '" + name + "'; there are " + String.join(", ", nodes.keySet()));
    }
  }

  /** Changes those links while they are in use. */
  public List<Link> change(String from, String to, boolean oneWay, ConditionsChange change) {
    List<Link> changed = between(from, to, oneWay);
    changed.forEach(link -> link.change(change));
    return changed;
  }
}
