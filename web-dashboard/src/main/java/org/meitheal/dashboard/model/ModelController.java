package org.meitheal.dashboard.model;

import jakarta.servlet.http.HttpServletRequest;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.dashboard.source.Sources;
import org.meitheal.protocol.registry.RegistryFollower;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** All models on a page. */
@Controller
class ModelController {
  private final Models models;
  private final RegistryFollower registry;
  private final Sources sources;

  ModelController(Models models, RegistryFollower registry, Sources sources) {
    this.models = models;
    this.registry = registry;
    this.sources = sources;
  }

  @GetMapping("/models")
  String show(HttpServletRequest request, Model model) {
    model.addAttribute("cards", ModelCards.of(models, registry.news()));
    model.addAttribute("listed", models.listed() != null);
    model.addAttribute("sources", sources.all());
    model.addAttribute("who", SignedIn.of(request));
    return "models";
  }
}
