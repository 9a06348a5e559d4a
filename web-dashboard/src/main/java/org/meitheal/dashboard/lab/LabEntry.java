package org.meitheal.dashboard.lab;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Has every page name the lab's. */
@WhereALabRuns
@ControllerAdvice
class LabEntry {
  @ModelAttribute("labRuns")
  boolean labRuns() {
    return true;
  }
}
