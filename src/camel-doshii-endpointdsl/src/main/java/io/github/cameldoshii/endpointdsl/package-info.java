/**
 * The builder of {@code doshii:} endpoints for Camel's endpoint DSL, with a method for each option. The build generates it from
 * the component's catalog with Camel's own generator, so it has the names, types, defaults and descriptions of there.
 *
 * <pre>{@code
 * class Orders extends EndpointRouteBuilder implements DoshiiEndpointBuilderFactory.DoshiiBuilders {
 *
 *     @Override
 *     public void configure() {
 *         from(doshii("sandbox").events("order_*")).to(file("orders"));
 *     }
 * }
 * }</pre>
 */
package io.github.cameldoshii.endpointdsl;
