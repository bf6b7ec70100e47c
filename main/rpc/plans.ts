import type { Handlers } from '../../contract/contract.ts'
import type { planCalls } from '../../contract/plans.ts'
import type { PlanService } from '../query/PlanService.ts'

export const planHandlers = (plans: PlanService): Handlers<typeof planCalls> => ({
  'plans.explain': (request, context) => plans.explain(request, context),
})
