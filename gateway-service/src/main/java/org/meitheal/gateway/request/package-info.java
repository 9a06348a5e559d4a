/** What every request gets, routed or not: an id. */
@NullMarked
package org.meitheal.gateway.request;

import org.jspecify.annotations.NullMarked;
