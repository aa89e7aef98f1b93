import Glibc
import NotificationService
import ServiceHost

exit(HostedService(NotificationStages.service).main())
