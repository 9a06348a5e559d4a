package org.meitheal.lab.control;

import java.io.IOException;
import java.util.List;

/** What another command may ask of the lab that runs. */
public interface ControlledLab {
  /** What to do with a worker. */
  enum WorkerAction {
    START,
    STOP,
    KILL
  }

  LabStatus status();

  /**
   * The links between two nodes, {@code *} being any.
   *
   * @throws IllegalArgumentException if there is no such node
   */
  List<LinkStatus> links(String from, String to, boolean oneWay);

  List<LinkStatus> change(LinkOrder order);

  /** Sets the bandwidth of a shared medium. */
  void changeMedium(String name, String bandwidth);

  void worker(String name, WorkerAction action) throws IOException, InterruptedException;
}
