package org.meitheal.dashboard.topology;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.LinkHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** One directed link over time. */
@Controller
class LinkHistoryController {
  private static final Logger LOG = LoggerFactory.getLogger(LinkHistoryController.class);
  private static final String DEFAULT = "1h";

  private final LinkSource source;

  LinkHistoryController(LinkSource source) {
    this.source = source;
  }

  @GetMapping("/topology/link")
  String show(
      @RequestParam String from,
      @RequestParam String to,
      @RequestParam(defaultValue = DEFAULT) String window,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    LinkHistory history = find(from, to, window);
    if (history == null) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    }
    put(history, from, to, window, model);
    model.addAttribute("windows", LinkWindow.values());
    model.addAttribute("who", SignedIn.of(request));
    return "link";
  }

  /** What of the page changes, for its script to put in place. */
  @GetMapping("/topology/link/parts")
  String parts(
      @RequestParam String from,
      @RequestParam String to,
      @RequestParam(defaultValue = DEFAULT) String window,
      Model model) {
    put(orUnavailable(find(from, to, window)), from, to, window, model);
    return "fragments/link";
  }

  @GetMapping(path = "/topology/link/data", produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  String data(
      @RequestParam String from,
      @RequestParam String to,
      @RequestParam(defaultValue = DEFAULT) String window) {
    LinkHistory history = orUnavailable(find(from, to, window));
    return ProtocolJson.MAPPER.writeValueAsString(LinkSeries.of(history, window(window)));
  }

  private static void put(
      @Nullable LinkHistory history, String from, String to, String window, Model model) {
    model.addAttribute("link", history == null ? null : LinkPage.of(history));
    model.addAttribute("from", from);
    model.addAttribute("to", to);
    model.addAttribute("window", window);
  }

  private static LinkHistory orUnavailable(@Nullable LinkHistory history) {
    if (history == null) {
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
    }
    return history;
  }

  /** None where the registry does not answer. */
  private @Nullable LinkHistory find(String from, String to, String window) {
    LinkWindow asked = window(window);
    try {
      return source.read(node(from), node(to), asked);
    } catch (IOException away) {
      LOG.warn("The registry cannot be asked about a link: {}", away.getMessage());
      return null;
    }
  }

  private static LinkWindow window(String text) {
    return LinkWindow.of(text)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
  }

  private static NodeId node(String text) {
    try {
      return new NodeId(text);
    } catch (IllegalArgumentException malformed) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, malformed.getMessage(), malformed);
    }
  }
}
