/**
 * What holds for all pages: headers that allow the browser nothing but this service's own, and the
 * OpenAPI document.
 */
@NullMarked
package org.meitheal.dashboard.web;

import org.jspecify.annotations.NullMarked;
