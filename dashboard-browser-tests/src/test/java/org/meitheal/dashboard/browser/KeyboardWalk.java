package org.meitheal.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** Goes through a page by Tab alone. */
final class KeyboardWalk {
  /**
   * What can be worked with, in the order in which it is read. Of a group of radio buttons the
   * browser stops at one.
   */
  private static final String STOPS =
      """
      () => {
        const firstOfItsGroup = element => {
          if (element.type !== 'radio') { return true; }
          const all = [...document.getElementsByName(element.name)];
          return element === (all.find(one => one.checked) ?? all[0]);
        };
        window.stops = [...document.querySelectorAll(
            'a[href], button, input, select, textarea, summary, [tabindex]')]
          .filter(one => one.tabIndex >= 0 && !one.disabled && one.type !== 'hidden')
          .filter(one => one.checkVisibility({ visibilityProperty: true }))
          .filter(firstOfItsGroup);
        return window.stops.length;
      }
      """;

  /** Notes each stop, and what is wrong with how it is seen. */
  private static final String LISTEN =
      """
      () => {
        window.walk = [];
        window.nameOf = one => one.tagName.toLowerCase() + (one.id ? '#' + one.id : '')
            + [...one.classList].map(c => '.' + c).join('')
            + (one.id || one.className ? '' : ` "${one.textContent.trim().slice(0, 40)}"`);
        const faults = one => {
          const style = getComputedStyle(one);
          const box = one.getBoundingClientRect();
          const middle = document.elementFromPoint(
              Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1),
              Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1));
          const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          return [
            ringed ? '' : 'focus is not visible',
            box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
              ? '' : 'out of sight',
            one.contains(middle) || middle?.contains(one) ? '' : 'covered',
          ].filter(fault => fault);
        };
        document.addEventListener('focusin', event =>
          window.walk.push([event.target, faults(event.target)]));
      }
      """;

  private static final String TO_THE_TOP =
      """
      () => {
        document.body.tabIndex = -1;
        document.body.focus();
        document.body.removeAttribute('tabindex');
        scrollTo(0, 0);
        window.walk.length = 0;
      }
      """;

  private static final String REPORT =
      """
      expected => {
        const reached = window.walk.map(([one]) => one);
        const names = list => list.map(window.nameOf);
        const wrong = window.walk.filter(([, faults]) => faults.length)
          .map(([one, faults]) => window.nameOf(one) + ': ' + faults.join(', '));
        const order = expected === 'back' ? window.stops.toReversed().slice(1) : window.stops;
        if (reached.length !== order.length || reached.some((one, i) => one !== order[i])) {
          wrong.push('reached [' + names(reached).join(' | ')
            + '] instead of [' + names(order).join(' | ') + ']');
        }
        window.walk.length = 0;
        return wrong;
      }
      """;

  private final Page page;

  KeyboardWalk(Page page) {
    this.page = page;
    page.evaluate(LISTEN);
  }

  void toTheTop() {
    page.evaluate(TO_THE_TOP);
  }

  /** From the top to the end. */
  void forth() {
    toTheTop();
    int stops = stops();
    press("Tab", stops);
    assertThat(report("forth")).isEmpty();
  }

  /** From after {@link #forth} to the first stop: whoever came in gets out. */
  void back() {
    press("Shift+Tab", stops() - 1);
    assertThat(report("back")).isEmpty();
  }

  /** What has the focus, as a selector. */
  String focused() {
    return (String) page.evaluate("() => window.nameOf(document.activeElement)");
  }

  boolean isPastTheTop() {
    return (boolean)
        page.evaluate("() => !document.querySelector('header')?.contains(document.activeElement)");
  }

  private int stops() {
    return ((Number) page.evaluate(STOPS)).intValue();
  }

  private void press(String key, int times) {
    for (int i = 0; i < times; i++) {
      page.keyboard().press(key);
    }
  }

  private List<?> report(String direction) {
    return (List<?>) page.evaluate(REPORT, direction);
  }
}
