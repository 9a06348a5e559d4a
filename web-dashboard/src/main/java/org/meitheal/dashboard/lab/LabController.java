package org.meitheal.dashboard.lab;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The lab on a page. */
@WhereALabRuns
@Controller
class LabController {
  private final LabPages pages;

  LabController(LabPages pages) {
    this.pages = pages;
  }

  /**
   * @param from of the links to be changed; those to the cloud where neither end is named
   * @param way {@code one} for these alone, without those back
   * @param done what was just done, in a word
   */
  @GetMapping("/lab")
  String show(
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String way,
      @RequestParam(defaultValue = "") String done,
      HttpServletRequest request,
      Model model) {
    LinkChoice choice =
        from.isBlank() && to.isBlank() ? null : new LinkChoice(from, to, way.equals("one"));
    return pages.show(LabPages.Asked.of(choice).done(Done.text(done)), request, model);
  }
}
