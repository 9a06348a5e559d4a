package org.meitheal.lab.control;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.meitheal.protocol.lab.LabView;
import org.meitheal.protocol.lab.LinkOrder;
import org.meitheal.protocol.lab.LinkStatus;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.MediumOrder;
import org.meitheal.protocol.lab.WorkerAction;

/** What each call means; what changes something is put on record. */
final class Rooms {
  private static final String ANY = "*";

  private final ControlledLab lab;
  private final Changes changes;

  Rooms(ControlledLab lab, Changes changes) {
    this.lab = lab;
    this.changes = changes;
  }

  /**
   * Does it.
   *
   * @return the answer, to be written as JSON
   * @throws IllegalArgumentException if it makes no sense
   * @throws IllegalStateException if it cannot be done now
   */
  Object answer(Call call) throws IOException, InterruptedException {
    return switch (call.asked()) {
      case "GET status" -> lab.status();
      case "GET view" ->
          new LabView(lab.status(), lab.links(ANY, ANY, true), changes.newestFirst());
      case "GET links" -> links(call);
      case "POST links" -> change(call);
      case "POST media" -> changeMedium(call);
      case "POST workers" -> worker(call);
      case "POST load" -> startLoad(call);
      case "DELETE load" -> stopLoad(call);
      default -> throw new IllegalArgumentException("there is nothing at " + call.asked());
    };
  }

  private List<LinkStatus> links(Call call) {
    boolean oneWay = Boolean.parseBoolean(call.query().getOrDefault("one_way", "false"));
    return lab.links(call.required("from"), call.required("to"), oneWay);
  }

  private List<LinkStatus> change(Call call) throws IOException {
    LinkOrder order = call.as(LinkOrder.class);
    List<LinkStatus> changed = lab.change(order);
    changes.add(call.who(), ChangeWords.of(order));
    return changed;
  }

  private Object changeMedium(Call call) throws IOException {
    MediumOrder order = call.as(MediumOrder.class);
    lab.change(order);
    changes.add(call.who(), ChangeWords.of(order));
    return lab.status().media();
  }

  private Object worker(Call call) throws IOException, InterruptedException {
    String actions =
        Stream.of(WorkerAction.values())
            .map(Rooms::lower)
            .reduce((one, other) -> one + ", " + other)
            .orElse("");
    if (call.path().size() != 3) {
      throw new IllegalArgumentException("write /workers/NAME/ACTION, one of " + actions);
    }
    String name = call.path().get(1);
    WorkerAction action =
        Stream.of(WorkerAction.values())
            .filter(one -> lower(one).equals(call.path().get(2)))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("an action is one of " + actions));
    lab.worker(name, action);
    changes.add(call.who(), ChangeWords.of(name, action));
    return Map.of("done", true);
  }

  private static String lower(WorkerAction action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  private Object startLoad(Call call) throws IOException {
    LoadOrder order = call.as(LoadOrder.class);
    lab.startLoad(order, call.who());
    changes.add(call.who(), ChangeWords.of(order));
    return Map.of("done", true);
  }

  private Object stopLoad(Call call) throws IOException {
    lab.stopLoad();
    changes.add(call.who(), "stopped the load");
    return Map.of("done", true);
  }
}
