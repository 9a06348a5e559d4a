package org.meitheal.dashboard.lab;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.protocol.lab.LoadOrder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** Starts a load and stops it. */
@WhereALabRuns
@Controller
class LoadController {
  private final LabPages pages;
  private final LabOrders orders;

  LoadController(LabPages pages, LabOrders orders) {
    this.pages = pages;
    this.orders = orders;
  }

  @PostMapping("/lab/load")
  String start(
      @ModelAttribute("load") LoadForm form,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SignedIn who = LabPages.operator(request);
    String problem = start(form, who);
    if (problem.isEmpty()) {
      return "redirect:/lab?done=" + Done.LOAD;
    }
    response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    return pages.show(new LabPages.Asked(null, form, "", "load", problem), request, model);
  }

  /** Empty where it was done. */
  private String start(LoadForm form, SignedIn who) {
    try {
      LoadOrder order = form.order();
      String refusal =
          orders.send(who, "load of " + order.words(), (lab, name) -> lab.start(order, name));
      return refusal == null ? "" : refusal;
    } catch (IllegalArgumentException wrong) {
      return "Nothing was sent: " + wrong.getMessage() + ".";
    }
  }

  @PostMapping("/lab/load/stop")
  String stop(HttpServletRequest request) {
    SignedIn who = LabPages.operator(request);
    String refusal = orders.send(who, "stops the load", LabClient::stopLoad);
    return refusal == null ? "redirect:/lab?done=" + Done.STOPPED : "redirect:/lab";
  }
}
