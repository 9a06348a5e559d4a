package org.meitheal.worker.exchange;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Step;
import org.meitheal.core.partition.Transfer;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.Division.DividedPart;

/** What all who take part in an attempt have agreed to: its division. */
public final class Terms {
  private final String sha256;
  private final Partition partition;
  private final List<String> devices;
  private final List<URI> urls;
  private final Map<Link, Owed> owed = new HashMap<>();

  private record Link(int cut, int from, int to) {}

  private Terms(String sha256, Partition partition, List<DividedPart> parts) {
    this.sha256 = sha256;
    this.partition = partition;
    this.devices = parts.stream().map(DividedPart::device).toList();
    this.urls = parts.stream().map(part -> PeerUrl.parse(part.url())).toList();
    for (int part = 0; part < partition.parts(); part++) {
      for (Step step : partition.steps(part)) {
        step.receives().stream()
            .filter(transfer -> step.stage() > 0)
            .forEach(transfer ->
                owed.put(
                    new Link(step.stage(), transfer.from(), transfer.to()),
                    new Owed(step.stage(), transfer)));
      }
    }
  }

  /**
   * @param text of a {@link Division}, as it travels
   * @param partition that it means
   * @throws IllegalArgumentException if it names what is no device's URL
   */
  public static Terms of(String text, Division division, Partition partition) {
    return new Terms(Division.sha256(text), partition, division.parts());
  }

  public String sha256() {
    return sha256;
  }

  public Partition partition() {
    return partition;
  }

  /** Who is to run a part, unless it is lost. */
  public String device(int part) {
    return devices.get(part);
  }

  /** Where that device is. */
  public URI url(int part) {
    return urls.get(part);
  }

  public int parts() {
    return devices.size();
  }

  /** Where that part's result belongs, as the lead waits for it. */
  public Owed result(int part) {
    Transfer transfer = new Transfer(part, Partition.LEAD, partition.result(part));
    return new Owed(partition.stages().size(), transfer);
  }

  /** Whose rows a part needs behind cut 0. */
  public List<Integer> sendersTo(int part) {
    List<Integer> senders = new ArrayList<>();
    for (Link link : owed.keySet()) {
      if (link.to == part && !senders.contains(link.from)) {
        senders.add(link.from);
      }
    }
    senders.sort(null);
    return senders;
  }

  /** What one part owes another at a cut between two stages; null if nothing. */
  @Nullable Owed owed(int cut, int from, int to) {
    return owed.get(new Link(cut, from, to));
  }

  /** Channels of what is owed at a cut. */
  int channels(int cut) {
    return partition.chain().channels(partition.stages().get(cut - 1).end());
  }
}
