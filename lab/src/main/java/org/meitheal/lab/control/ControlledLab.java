package org.meitheal.lab.control;

import java.io.IOException;
import java.util.List;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.LinkOrder;
import org.meitheal.protocol.lab.LinkStatus;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.MediumOrder;
import org.meitheal.protocol.lab.WorkerAction;

/**
 * What another program may ask of the lab that runs. What cannot be done is an {@link
 * IllegalArgumentException} where it makes no sense, and an {@link IllegalStateException} where it
 * does not now.
 */
public interface ControlledLab {
  LabStatus status();

  /**
   * The links between two nodes, {@code *} being any.
   *
   * @throws IllegalArgumentException if there is no such node
   */
  List<LinkStatus> links(String from, String to, boolean oneWay);

  /** Returns the links that it changed, as they are now. */
  List<LinkStatus> change(LinkOrder order);

  /** Sets the bandwidth of a shared medium. */
  void change(MediumOrder order);

  void worker(String name, WorkerAction action) throws IOException, InterruptedException;

  /**
   * Begins to send requests; one load at a time.
   *
   * @throws IOException if the photo cannot be read
   */
  void startLoad(LoadOrder order, String who) throws IOException;

  /** Sends nothing more; what was sent is still waited for. */
  void stopLoad();
}
