package org.meitheal.dashboard.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.meitheal.dashboard.signin.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The page's fragments as server-sent events, named as the fragments are. */
@Controller
class LiveController {
  private static final long NEVER = 0L;

  private final LiveClients clients;

  LiveController(LiveClients clients) {
    this.clients = clients;
  }

  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter live(HttpServletRequest request, HttpServletResponse response) {
    SignedIn who = SignedIn.of(request);
    SseEmitter emitter = new SseEmitter(NEVER);
    response.setHeader("Cache-Control", "no-store");
    if (who == null || !clients.serve(emitter, who::isOver)) {
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
    }
    return emitter;
  }
}
