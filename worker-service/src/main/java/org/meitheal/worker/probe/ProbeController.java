package org.meitheal.worker.probe;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.meitheal.protocol.problem.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What others measure their link to this worker with. Open to all, hence with a small bound. */
@RestController
@RequestMapping("/v1/probe")
final class ProbeController {
  private static final int LIMIT_BYTES = 1 << 20;
  private static final int CHUNK_BYTES = 64 << 10;

  /** At once. */
  @GetMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void roundTrip() {}

  /** When the whole body has been read; 1 MiB at most. */
  @PostMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void transfer(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > LIMIT_BYTES) {
      throw tooLarge();
    }
    byte[] chunk = new byte[CHUNK_BYTES];
    ServletInputStream body = request.getInputStream();
    long bytes = 0;
    for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
      bytes += read;
      if (bytes > LIMIT_BYTES) {
        throw tooLarge();
      }
    }
  }

  private static ProblemException tooLarge() {
    return new ProblemException(413, "body-too-large", false, "a probe has at most 1 MiB");
  }
}
