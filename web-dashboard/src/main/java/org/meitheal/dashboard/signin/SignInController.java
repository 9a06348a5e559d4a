package org.meitheal.dashboard.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form that takes a key, and the way out. */
@Controller
class SignInController {
  private static final Logger LOG = LoggerFactory.getLogger(SignInController.class);
  private static final String FORM = "sign-in";
  private static final String TO_FORM = "redirect:/sign-in";
  private static final String HOME = "redirect:/";

  private final Keys keys;

  SignInController(Keys keys) {
    this.keys = keys;
  }

  @GetMapping("/sign-in")
  String form(HttpServletRequest request) {
    return SignedIn.of(request) == null ? FORM : HOME;
  }

  @PostMapping("/sign-in")
  String signIn(
      @RequestParam String key,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return switch (keys.check(key.strip())) {
      case Keys.Result.Welcome(SignedIn who) -> {
        begin(request, who);
        yield HOME;
      }
      case Keys.Result.Refused(String why, boolean retryable) -> {
        response.setStatus(
            retryable
                ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                : HttpServletResponse.SC_UNAUTHORIZED);
        model.addAttribute("problem", why);
        yield FORM;
      }
    };
  }

  /** A new session each time, so that nobody can have prepared its id. */
  private static void begin(HttpServletRequest request, SignedIn who) {
    HttpSession old = request.getSession(false);
    if (old != null) {
      old.invalidate();
    }
    who.begin(request.getSession(true));
    LOG.info("{} signed in as {}", who.name(), who.role());
  }

  @PostMapping("/sign-out")
  String signOut(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    return TO_FORM;
  }
}
