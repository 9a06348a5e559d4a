/** What every answer gets: headers that allow the browser nothing but this service's own. */
@NullMarked
package org.meitheal.dashboard.web;

import org.jspecify.annotations.NullMarked;
