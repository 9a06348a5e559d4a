package org.meitheal.scheduler.fleet;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** One exchange with a worker's probe resource. */
interface ProbeClient {
  /**
   * Sends nothing but a header, over a connection that is open already.
   *
   * @return the time until the answer
   * @throws IOException if none came in time
   */
  Duration ping(URI worker) throws IOException;

  /**
   * Sends that many bytes.
   *
   * @return the time until the answer
   * @throws IOException if none came in time
   */
  Duration send(URI worker, int bytes) throws IOException;
}
