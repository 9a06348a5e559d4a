package org.meitheal.dashboard.overview;

import jakarta.servlet.http.HttpServletRequest;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.dashboard.source.Sources;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page, whole; without scripts it is still true, of the moment it was asked for. */
@Controller
class OverviewController {
  private final Overviews overviews;
  private final Sources sources;

  OverviewController(Overviews overviews, Sources sources) {
    this.overviews = overviews;
    this.sources = sources;
  }

  @GetMapping("/")
  String show(HttpServletRequest request, Model model) {
    model.addAttribute("overview", overviews.now());
    model.addAttribute("sources", sources.all());
    model.addAttribute("who", SignedIn.of(request));
    return "overview";
  }
}
