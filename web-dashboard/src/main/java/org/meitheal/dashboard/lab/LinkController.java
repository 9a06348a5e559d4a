package org.meitheal.dashboard.lab;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.protocol.lab.LinkOrder;
import org.meitheal.protocol.lab.MediumOrder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes links and shared media, as the sliders were moved. */
@WhereALabRuns
@Controller
class LinkController {
  private static final String NOTHING = "Nothing was done: no slider was moved.";

  private final LabPages pages;
  private final LabOrders orders;

  LinkController(LabPages pages, LabOrders orders) {
    this.pages = pages;
    this.orders = orders;
  }

  /**
   * @param seen of the links, as the page showed them
   */
  @PostMapping("/lab/links")
  String links(
      @RequestParam String from,
      @RequestParam String to,
      @RequestParam(defaultValue = "") String way,
      @RequestParam String seen,
      @ModelAttribute LinkMoves moves,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes redirect,
      Model model) {
    SignedIn who = LabPages.operator(request);
    LinkChoice choice = new LinkChoice(from, to, way.equals("one"));
    LabPages.Asked asked = LabPages.Asked.of(choice);
    if (!LinkForm.of(choice, pages.look().links()).seen().equals(seen)) {
      response.setStatus(HttpServletResponse.SC_CONFLICT);
      String why = "Nothing was done: the links were changed meanwhile. This is how they are now.";
      return pages.show(asked.problem("links", why), request, model);
    }
    String refusal = change(choice, moves, who);
    if (!refusal.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return pages.show(asked.problem("links", refusal), request, model);
    }
    redirect.addAttribute("from", choice.from()).addAttribute("to", choice.to());
    if (choice.oneWay()) {
      redirect.addAttribute("way", "one");
    }
    redirect.addAttribute("done", Done.LINKS);
    return "redirect:/lab";
  }

  /** Empty where it was done. */
  private String change(LinkChoice choice, LinkMoves moves, SignedIn who) {
    try {
      Optional<LinkOrder> order = moves.order(choice);
      if (order.isEmpty()) {
        return NOTHING;
      }
      String refusal =
          orders.send(who, "links " + choice.text(), (lab, name) -> lab.change(order.get(), name));
      return refusal == null ? "" : refusal;
    } catch (IllegalArgumentException noSuchPosition) {
      return "Nothing was done: " + noSuchPosition.getMessage() + ".";
    }
  }

  /**
   * @param medium each one's name, in the order of the others
   * @param position of each one's slider
   * @param was where it stood
   */
  @PostMapping("/lab/media")
  String media(
      @RequestParam List<String> medium,
      @RequestParam List<Integer> position,
      @RequestParam List<Integer> was,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SignedIn who = LabPages.operator(request);
    List<String> problems = new ArrayList<>();
    int changed = 0;
    int all = Math.min(medium.size(), Math.min(position.size(), was.size()));
    for (int i = 0; i < all; i++) {
      String problem = change(medium.get(i), position.get(i), was.get(i), who);
      if (!problem.isEmpty()) {
        problems.add(problem);
      }
      changed += position.get(i).equals(was.get(i)) ? 0 : 1;
    }
    if (changed == 0) {
      problems.add(NOTHING);
    }
    if (problems.isEmpty()) {
      return "redirect:/lab?done=" + Done.MEDIA;
    }
    response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    LabPages.Asked asked = LabPages.Asked.of(null);
    return pages.show(asked.problem("media", String.join(" ", problems)), request, model);
  }

  private String change(String medium, int position, int was, SignedIn who) {
    try {
      Optional<Double> megabits = Slider.moved(Scale.BANDWIDTH, position, was);
      if (megabits.isEmpty()) {
        return "";
      }
      MediumOrder order = new MediumOrder(medium, Bandwidths.written(megabits.get()));
      String refusal =
          orders.send(who, "shared medium " + medium, (lab, name) -> lab.change(order, name));
      return refusal == null ? "" : refusal;
    } catch (IllegalArgumentException noSuchPosition) {
      return "Nothing was done to %s: %s.".formatted(medium, noSuchPosition.getMessage());
    }
  }
}
