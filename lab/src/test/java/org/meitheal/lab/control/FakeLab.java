package org.meitheal.lab.control;

import java.util.ArrayList;
import java.util.List;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.LinkOrder;
import org.meitheal.protocol.lab.LinkStatus;
import org.meitheal.protocol.lab.LoadChoices;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.MediumOrder;
import org.meitheal.protocol.lab.WorkerAction;

/** Remembers what it was told. */
final class FakeLab implements ControlledLab {
  static final LinkStatus LINK =
      new LinkStatus("a", "b", 400, 0, "unlimited", 0, false, List.of("cell-1"));
  final List<Object> orders = new ArrayList<>();
  boolean busy;

  @Override
  public LabStatus status() {
    return new LabStatus(
        1,
        true,
        null,
        8080,
        8081,
        8082,
        8083,
        List.of(),
        List.of(),
        new LoadChoices(List.of("net"), List.of("cat.jpg")),
        null);
  }

  @Override
  public List<LinkStatus> links(String from, String to, boolean oneWay) {
    if (from.equals("nobody")) {
      throw new IllegalArgumentException("no node is called 'nobody'");
    }
    orders.add("links " + from + " " + to + " " + oneWay);
    return List.of(LINK);
  }

  @Override
  public List<LinkStatus> change(LinkOrder order) {
    orders.add(order);
    return List.of(LINK);
  }

  @Override
  public void change(MediumOrder order) {
    orders.add(order);
  }

  @Override
  public void worker(String name, WorkerAction action) {
    if (busy) {
      throw new IllegalStateException(name + " is frozen already");
    }
    orders.add("worker " + name + " " + action);
  }

  @Override
  public void startLoad(LoadOrder order, String who) {
    orders.add(order);
  }

  @Override
  public void stopLoad() {
    orders.add("stop load");
  }
}
