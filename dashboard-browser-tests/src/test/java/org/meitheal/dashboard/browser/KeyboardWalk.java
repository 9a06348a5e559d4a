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
        window.stops.filter(one => one instanceof SVGElement && !window.looks.has(one))
          .forEach(one => window.looks.set(one, window.look(one)));
        return window.stops.length;
      }
      """;

  /**
   * Notes each stop, and what is wrong with how it is seen. What is drawn must be drawn otherwise
   * than without the focus; of a line, the middle of its box says nothing.
   */
  private static final String LISTEN =
      """
      () => {
        window.walk = [];
        window.looks = new Map();
        window.look = one => [one, ...one.querySelectorAll('*')].map(part => getComputedStyle(part))
          .map(style => [style.stroke, style.strokeWidth, style.outlineStyle, style.fill].join(' '))
          .join('|');
        window.nameOf = one => one.tagName.toLowerCase() + (one.id ? '#' + one.id : '')
            + [...one.classList].map(c => '.' + c).join('')
            + (one.id || one.className ? '' : ` "${one.textContent.trim().slice(0, 40)}"`);
        const faults = one => {
          const style = getComputedStyle(one);
          const box = one.getBoundingClientRect();
          const middle = document.elementFromPoint(
              Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1),
              Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1));
          const drawn = one instanceof SVGElement;
          const ringed = drawn ? window.look(one) !== window.looks.get(one)
            : style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          return [
            ringed ? '' : 'focus is not visible',
            box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
              ? '' : 'out of sight',
            drawn || one.contains(middle) || middle?.contains(one) ? '' : 'covered',
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

  private static final String PAST_THE_TOP =
      "() => !document.querySelector('header')?.contains(document.activeElement)";

  private final Page page;

  KeyboardWalk(Page page) {
    this.page = page;
    page.evaluate(LISTEN);
  }

  private void toTheTop() {
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

  /** The first stop leads to the content. Goes there, so that this comes last. */
  void pastTheTop() {
    toTheTop();
    press("Tab", 1);
    assertThat(page.locator("a.skip:focus").boundingBox().height).isGreaterThan(20);
    press("Enter", 1);
    press("Tab", 1);
    assertThat(page.evaluate(PAST_THE_TOP)).as("the next stop is past the top").isEqualTo(true);
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
