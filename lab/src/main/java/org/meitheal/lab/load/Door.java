package org.meitheal.lab.load;

import java.io.IOException;
import java.util.Map;
import org.meitheal.lab.client.Http;

/** Where requests go; it waits for the answer, for a bounded time. */
@FunctionalInterface
public interface Door {
  Http.Answer post(String path, byte[] body, Map<String, String> headers)
      throws IOException, InterruptedException;
}
