/**
 * The simulator of the service. Users start a {@link io.github.cameldoshii.simulator.DoshiiSimulator}, or in JUnit a
 * {@link io.github.cameldoshii.simulator.DoshiiSimulatorExtension}, change its {@link
 * io.github.cameldoshii.simulator.Entities}, arm {@link io.github.cameldoshii.simulator.Faults} and read what clients did from
 * {@link io.github.cameldoshii.simulator.ConnectionRecord}, {@link io.github.cameldoshii.simulator.RestCall} and {@link
 * io.github.cameldoshii.simulator.LogEntry}. All else is not public: the server, which is one Netty pipeline at one port, the
 * partner API and the control API.
 *
 * <p>One event loop runs all of it; public methods may be called from any other thread and hand their work to it. Only {@code
 * start} and {@code close} wait for more than that.
 */
package io.github.cameldoshii.simulator;
