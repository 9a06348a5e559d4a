package org.meitheal.dashboard.device;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.dashboard.signin.OperatorActs;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.protocol.registry.DeviceView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What operators do with a device: a page that says what it means, and then the doing. */
@Controller
class ActionController {
  private static final Logger LOG = LoggerFactory.getLogger(ActionController.class);

  private final DeviceCalls registry;
  private final OperatorActs acts;

  ActionController(DeviceCalls registry, OperatorActs acts) {
    this.registry = registry;
    this.acts = acts;
  }

  @GetMapping("/devices/{id}/{action}")
  String confirm(
      @PathVariable String id,
      @PathVariable String action,
      HttpServletRequest request,
      Model model) {
    return ask(known(action), id, SignedIn.operatorOf(request), null, model);
  }

  /**
   * @param revision that the operator saw on the page before
   * @param key the operator's, where the token of the sign-in has run out
   */
  @PostMapping("/devices/{id}/{action}")
  String act(
      @PathVariable String id,
      @PathVariable String action,
      @RequestParam long revision,
      @RequestParam(defaultValue = "") String key,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SignedIn who = SignedIn.operatorOf(request);
    DeviceAction wanted = known(action);
    return switch (acts.act(who, key, registry.request(wanted, checked(id), revision))) {
      case OperatorActs.Outcome.Done _ -> {
        LOG.info("{}: {} {}", who.name(), wanted.path(), id);
        yield wanted == DeviceAction.REMOVE
            ? "redirect:/devices?removed=" + id
            : "redirect:/devices/" + id + "?done=" + wanted.path();
      }
      case OperatorActs.Outcome.NotDone(int status, String _, String why) -> {
        response.setStatus(status);
        yield ask(wanted, id, who, why, model);
      }
    };
  }

  private String ask(
      DeviceAction action, String id, SignedIn who, @Nullable String problem, Model model) {
    DeviceView device = look(checked(id));
    model.addAttribute("action", action);
    model.addAttribute("device", device);
    model.addAttribute("liveness", DeviceFilter.lower(device.liveness()));
    model.addAttribute("operatorState", DeviceFilter.lower(device.operatorState()));
    model.addAttribute("changes", action.changes(device.operatorState()));
    model.addAttribute("busy", device.lanes().stream().filter(lane -> lane.freeInMs() > 0).count());
    model.addAttribute("needsKey", acts.needsKey(who));
    model.addAttribute("problem", problem);
    model.addAttribute("who", who);
    return "device-action";
  }

  private DeviceView look(String id) {
    try {
      DeviceView device = registry.look(id);
      if (device == null) {
        throw DeviceController.unknown();
      }
      return device;
    } catch (IOException away) {
      LOG.warn("The registry cannot be asked about a device: {}", away.getMessage());
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
    }
  }

  /** It becomes part of a path. */
  private static String checked(String id) {
    try {
      return new DeviceId(id).value();
    } catch (IllegalArgumentException malformed) {
      throw DeviceController.unknown();
    }
  }

  private static DeviceAction known(String path) {
    return DeviceAction.of(path).orElseThrow(DeviceController::unknown);
  }
}
