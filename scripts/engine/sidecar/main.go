// Command sidecar is daprd with the components that Tasklark uses and no others.
//
// Everything that counts is Dapr's own public packages; only the list of components is ours. It is
// what `make test-engine` and `make cluster` run on machines without daprd.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"

	"go.opencensus.io/stats/view"

	"github.com/dapr/components-contrib/nameresolution/mdns"
	"github.com/dapr/components-contrib/pubsub/kafka"
	secretenv "github.com/dapr/components-contrib/secretstores/local/env"
	secretfile "github.com/dapr/components-contrib/secretstores/local/file"
	statepg "github.com/dapr/components-contrib/state/postgresql/v2"
	"github.com/dapr/dapr/cmd/daprd/options"
	"github.com/dapr/dapr/pkg/buildinfo"
	"github.com/dapr/dapr/pkg/components"
	"github.com/dapr/dapr/pkg/components/bindings"
	"github.com/dapr/dapr/pkg/components/configuration"
	"github.com/dapr/dapr/pkg/components/conversation"
	"github.com/dapr/dapr/pkg/components/crypto"
	"github.com/dapr/dapr/pkg/components/lock"
	"github.com/dapr/dapr/pkg/components/middleware/http"
	"github.com/dapr/dapr/pkg/components/nameresolution"
	"github.com/dapr/dapr/pkg/components/pubsub"
	"github.com/dapr/dapr/pkg/components/secretstores"
	"github.com/dapr/dapr/pkg/components/state"
	"github.com/dapr/dapr/pkg/healthz"
	"github.com/dapr/dapr/pkg/metrics"
	"github.com/dapr/dapr/pkg/modes"
	"github.com/dapr/dapr/pkg/runtime"
	"github.com/dapr/dapr/pkg/runtime/registry"
	"github.com/dapr/dapr/pkg/security"
	"github.com/dapr/kit/concurrency"
	"github.com/dapr/kit/logger"
)

func main() {
	opts, err := options.New(os.Args[1:])
	if err != nil {
		log.Fatalf("options: %v", err)
	}
	if opts.RuntimeVersion {
		fmt.Println(buildinfo.Version())
		return
	}
	opts.Logger.SetAppID(opts.AppID)
	if err := logger.ApplyOptionsToLoggers(&opts.Logger); err != nil {
		log.Fatalf("loggers: %v", err)
	}

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	// A changed Configuration or Resiliency sends SIGHUP to this process: it must run again then.
	reload := make(chan os.Signal, 1)
	signal.Notify(reload, syscall.SIGHUP)

	registered := ourComponents(logger.NewLogger("dapr.contrib"))
	for ctx.Err() == nil {
		again, err := runUntil(ctx, reload, opts, registered)
		if err != nil {
			log.Fatalf("sidecar: %v", err)
		}
		if !again {
			return
		}
	}
}

// ourComponents fills Dapr's registries.
func ourComponents(l logger.Logger) *registry.Options {
	pubsub.DefaultRegistry.Logger = l
	state.DefaultRegistry.Logger = l
	secretstores.DefaultRegistry.Logger = l
	nameresolution.DefaultRegistry.Logger = l

	pubsub.DefaultRegistry.RegisterComponent(kafka.NewKafka, "kafka")
	secretstores.DefaultRegistry.RegisterComponent(secretenv.NewEnvSecretStore, "local.env")
	secretstores.DefaultRegistry.RegisterComponent(secretfile.NewLocalSecretStore, "local.file")
	nameresolution.DefaultRegistry.RegisterComponent(mdns.NewResolver, "mdns")
	state.DefaultRegistry.RegisterComponentWithVersions("postgresql", components.Versioning{
		Preferred: components.VersionConstructor{
			Version: "v2", Constructor: statepg.NewPostgreSQLStateStore,
		},
		Default: "v2",
	})

	return registry.NewOptions().
		WithPubSubs(pubsub.DefaultRegistry).
		WithStateStores(state.DefaultRegistry).
		WithSecretStores(secretstores.DefaultRegistry).
		WithNameResolutions(nameresolution.DefaultRegistry).
		WithBindings(bindings.DefaultRegistry).
		WithConfigurations(configuration.DefaultRegistry).
		WithLocks(lock.DefaultRegistry).
		WithCryptoProviders(crypto.DefaultRegistry).
		WithHTTPMiddlewares(http.DefaultRegistry).
		WithConversations(conversation.DefaultRegistry)
}

// runUntil runs the runtime until it ends or is asked to read its files again.
func runUntil(
	ctx context.Context, reload <-chan os.Signal, opts *options.Options, reg *registry.Options,
) (again bool, err error) {
	running, cancel := context.WithCancel(ctx)
	asked := make(chan struct{})
	go func() {
		select {
		case <-reload:
			close(asked)
			cancel()
		case <-running.Done():
		}
	}()
	err = run(running, opts, reg)
	cancel()
	select {
	case <-asked:
		return true, err
	default:
		return false, err
	}
}

func run(ctx context.Context, opts *options.Options, reg *registry.Options) error {
	health := healthz.New()
	provider, err := security.New(ctx, security.Options{
		AppID:                   opts.AppID,
		Mode:                    modes.DaprMode(opts.Mode),
		MTLSEnabled:             opts.EnableMTLS,
		Healthz:                 health,
		SentryAddress:           opts.SentryAddress,
		TrustAnchors:            opts.TrustAnchors,
		ControlPlaneTrustDomain: opts.ControlPlaneTrustDomain,
		ControlPlaneNamespace:   opts.ControlPlaneNamespace,
	})
	if err != nil {
		return fmt.Errorf("security: %w", err)
	}
	config := configOf(opts, reg, health)
	return concurrency.NewRunnerManager(provider.Run, func(ctx context.Context) error {
		handler, err := provider.Handler(ctx)
		if err != nil {
			return err
		}
		config.Security = handler
		dapr, err := runtime.FromConfig(ctx, config)
		if err != nil {
			return err
		}
		return dapr.Run(ctx)
	}).Run(ctx)
}

// configOf hands every option on as Dapr's own main does.
func configOf(o *options.Options, reg *registry.Options, health healthz.Healthz) *runtime.Config {
	return &runtime.Config{
		AppID: o.AppID, Mode: o.Mode, Registry: reg, Healthz: health, Config: o.Config,

		ControlPlaneAddress: o.ControlPlaneAddress, SentryAddress: o.SentryAddress,
		EnableMTLS: o.EnableMTLS, DisableBuiltinK8sSecretStore: o.DisableBuiltinK8sSecretStore,

		ResourcesPath: o.ResourcesPath, ComponentsPath: o.ComponentsPath,
		HotReloadReconcileInterval: o.HotReloadReconcileInterval,

		AppProtocol: o.AppProtocol, ApplicationPort: o.AppPort, AppSSL: o.AppSSL,
		AppChannelAddress: o.AppChannelAddress, AppMaxConcurrency: o.AppMaxConcurrency,
		EnableAppHealthCheck: o.EnableAppHealthCheck, AppHealthCheckPath: o.AppHealthCheckPath,
		AppHealthProbeInterval: o.AppHealthProbeInterval,
		AppHealthProbeTimeout:  o.AppHealthProbeTimeout, AppHealthThreshold: o.AppHealthThreshold,
		AppBindingOptionsTimeout: o.AppBindingOptionsTimeout,
		DisableInitEndpoints:     o.DisableInitEndpoints,

		DaprHTTPPort: o.DaprHTTPPort, DaprAPIGRPCPort: o.DaprAPIGRPCPort,
		DaprAPIListenAddresses:        o.DaprAPIListenAddresses,
		DaprInternalGRPCPort:          o.DaprInternalGRPCPort,
		DaprInternalGRPCListenAddress: o.DaprInternalGRPCListenAddress,
		DaprPublicPort:                o.DaprPublicPort, DaprPublicListenAddress: o.DaprPublicListenAddress,
		ProfilePort: o.ProfilePort, EnableProfiling: o.EnableProfiling,
		AllowedOrigins: o.AllowedOrigins, UnixDomainSocket: o.UnixDomainSocket,
		MaxRequestSize: o.MaxRequestSize, ReadBufferSize: o.ReadBufferSize,
		EnableAPILogging: o.EnableAPILogging,

		SchedulerAddress: o.SchedulerAddress, SchedulerStreams: o.SchedulerJobStreams,
		ActorsService: o.ActorsService, RemindersService: o.RemindersService,
		ActorsDisseminationTimeout: o.ActorsDisseminationTimeout,

		DaprGracefulShutdownSeconds: o.DaprGracefulShutdownSeconds,
		DaprBlockShutdownDuration:   o.DaprBlockShutdownDuration,

		Metrics: metrics.Options{
			Enabled: o.Metrics.Enabled(), Port: o.Metrics.Port(),
			ListenAddress: o.Metrics.ListenAddress(), Namespace: metrics.DefaultMetricNamespace,
			Log: logger.NewLogger("dapr.metrics"), Healthz: health, Meter: view.NewMeter(),
		},
	}
}
