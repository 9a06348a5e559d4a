package org.meitheal.dashboard.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.meitheal.dashboard.signin.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What pages show live, as server-sent events, named as the topics are. */
@Controller
class LiveController {
  private static final int MOST_TOPICS = 16;
  private static final int LONGEST_TOPIC = 96;

  private final LiveClients clients;

  LiveController(LiveClients clients) {
    this.clients = clients;
  }

  /**
   * @param show the topics, by commas
   */
  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void live(
      @RequestParam List<String> show, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SignedIn who = SignedIn.of(request);
    Set<String> topics = check(show);
    try (LiveClients.Client client = clients.enter(topics)) {
      if (who == null || client == null) {
        throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
      }
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setHeader("Cache-Control", "no-store");
      client.serve(response.getOutputStream(), who::isOver);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static Set<String> check(List<String> show) {
    if (show.size() > MOST_TOPICS || show.stream().anyMatch(one -> one.length() > LONGEST_TOPIC)) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    return new LinkedHashSet<>(show);
  }
}
