package org.meitheal.dashboard.trial;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.signin.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.server.ResponseStatusException;

/** The page that sends a photo, and shows what became of it. */
@Controller
class TrialController {
  /** Each may have a photo on disk. */
  private static final int MOST_AT_ONCE = 16;

  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final Trials trials;
  private final TrialForms forms;
  private final Runs runs;

  TrialController(Trials trials, TrialForms forms, Runs runs) {
    this.trials = trials;
    this.forms = forms;
    this.runs = runs;
  }

  @GetMapping("/try")
  String form(HttpServletRequest request, Model model) {
    forms.add(Wish.NONE, false, SignedIn.of(request), model);
    return "try";
  }

  /** Pressing the button is the confirmation: the page says what it costs. */
  @PostMapping("/try")
  String send(HttpServletRequest request, HttpServletResponse response, Model model) {
    SignedIn who = SignedIn.of(request);
    if (who == null || !who.isOperator()) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
    if (!free.tryAcquire()) {
      Answer busy = Answer.refused(503, "Too many photos are being sent. Try again in a moment.");
      return show(busy, null, who, request, response, model);
    }
    try {
      Form form = Form.read(request);
      return show(trials.run(form, who), form, who, request, response, model);
    } catch (MaxUploadSizeExceededException tooLarge) {
      Answer refused = Answer.refused(413, "The photo is larger than " + forms.limit() + ".");
      return show(refused, null, who, request, response, model);
    } catch (MultipartException unreadable) {
      Answer refused = Answer.refused(400, "The form did not arrive whole. Send it again.");
      return show(refused, null, who, request, response, model);
    } finally {
      free.release();
    }
  }

  /**
   * How it went.
   *
   * @param look how often it was looked for, from 1
   */
  @GetMapping("/try/executions/{decision}")
  String execution(
      @PathVariable String decision, @RequestParam(defaultValue = "1") int look, Model model) {
    model.addAttribute("run", runs.look(decision, look));
    return "fragments/trial-run";
  }

  /** Only the answer, where the form stays in the browser. */
  private String show(
      Answer answer,
      @Nullable Form form,
      SignedIn who,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    response.setStatus(answer.status());
    model.addAttribute("answer", answer);
    model.addAttribute("run", answer.decision() == null ? null : runs.look(answer.decision(), 1));
    forms.add(
        form == null ? Wish.NONE : form.wish(), form == null || form.file() != null, who, model);
    return request.getHeader("HX-Request") == null ? "try" : "fragments/trial";
  }
}
